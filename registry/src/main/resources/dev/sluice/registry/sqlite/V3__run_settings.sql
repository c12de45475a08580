ALTER TABLE environments ADD COLUMN sealing TEXT; -- the layout's name; null is the default
ALTER TABLE environments ADD COLUMN localization TEXT; -- null if there are no texts
