//! Wiring: reads the command line and hands over.

fn main() -> std::process::ExitCode {
    opcl::cli::run()
}
