/** An order service: what it knows about orders, and how it keeps them in PostgreSQL. */
@NullMarked
package io.ordermig.example.orders;

import org.jspecify.annotations.NullMarked;
