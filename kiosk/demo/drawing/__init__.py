"""The demo's drawings as plain data: people, clothes, places and things, in shapes that know no pixels."""
