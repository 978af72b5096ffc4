//! One file a wire format: bytes in, reports out.
