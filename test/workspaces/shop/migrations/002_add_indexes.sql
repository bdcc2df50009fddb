-- CREATE INDEX in this comment is only text.
CREATE INDEX orders_user_created ON orders (user_id, created_at DESC, id DESC);

CREATE INDEX users_email_hash ON users USING HASH (email);
