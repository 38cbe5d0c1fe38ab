package orders;

/** Something to compile. */
final class Nothing {}
