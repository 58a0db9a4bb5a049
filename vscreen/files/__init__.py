"""Files as bytes, tables, trees and folders; no room of this wing knows lists or manifests."""
