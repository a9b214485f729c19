"""Records become quads: vocabulary, IRIs, mapping."""
