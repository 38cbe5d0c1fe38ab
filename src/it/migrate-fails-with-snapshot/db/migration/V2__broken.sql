ALTER TABLE odrers ADD COLUMN gift boolean;
