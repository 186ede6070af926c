"""The photos: from the drop folder to the TV; presentation and selection."""
