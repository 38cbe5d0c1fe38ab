CREATE TABLE last ();
