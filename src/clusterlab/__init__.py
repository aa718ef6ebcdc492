"""clusterlab measures industry clusters; this file only hands names on, each loaded when first used."""
