-- ordermig:phase expand

-- Where the next migration, which rewrites phone numbers, keeps what it replaces: without the originals there would be no
-- way back. Personal data, so it goes with the row it came from, and a later contract migration should drop both tables
-- once nobody means to undo any more.

CREATE TABLE shipping_phone_originals (
    id uuid PRIMARY KEY REFERENCES shipping_details (id) ON DELETE CASCADE,
    original varchar(50) NOT NULL,
    rewritten varchar(50) NOT NULL
);

CREATE TABLE billing_phone_originals (
    id uuid PRIMARY KEY REFERENCES billing_details (id) ON DELETE CASCADE,
    original varchar(50) NOT NULL,
    rewritten varchar(50) NOT NULL
);
