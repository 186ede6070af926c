"""What each screen shows: frozen models made from the picture of the house. No HTML, no language, no clock: times go out
as moments and the screen compares them with the server's clock."""
