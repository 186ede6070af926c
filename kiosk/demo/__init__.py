"""The demo studio: a day in progress, and the photographs that arrive while one watches."""
