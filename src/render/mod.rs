//! A scene printed as SVG and PNG. Must not know the document.
