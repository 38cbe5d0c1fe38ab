CREATE TABLE never_reached ();
