"""Files as bytes, tables, trees and folders; nothing here knows what a list or a manifest is."""
