//! Pure functions on text: no file, no database, no screen.
