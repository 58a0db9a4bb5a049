"""Screen shipment manifests against sanctions lists."""
