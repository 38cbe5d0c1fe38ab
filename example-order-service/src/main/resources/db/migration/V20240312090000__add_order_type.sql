-- ordermig:phase expand

-- Nullable and without a default: releases that do not know the column go on inserting, and their orders count as
-- STANDARD. The release after this one writes the type.
ALTER TABLE orders ADD COLUMN order_type varchar(50);
