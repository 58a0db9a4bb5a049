"""What companies' names hold beside what tells them apart: words of trade, in any language."""
