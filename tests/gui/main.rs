//! The window without a screen: real input events in, the document and accessible names out, pictures on the way.

mod cpu_renderer;
