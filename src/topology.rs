//! The document as a petgraph, for layout, analysis and Explore. Derived, never kept.
