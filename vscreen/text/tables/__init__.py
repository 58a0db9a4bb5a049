"""Names as arrays: the words of many forms, and what is known of each distinct one."""
