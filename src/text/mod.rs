//! Pure: the one string type of records, its cleaner, widths and folding. Knows nothing else of the product.

pub mod clean;
pub mod fold;
pub mod nearest;
pub mod problem;
pub mod width;

pub use clean::Clean;
