"""What the TV and the presenter's tablet show."""
