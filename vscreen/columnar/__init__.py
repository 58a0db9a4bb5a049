"""Many strings as arrays: one byte array with starts and lengths, columns as codes."""
