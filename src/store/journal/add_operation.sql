-- Adds an operation, after its rows.
INSERT INTO operation (id, uid, at, coder, kind, command, summary, tool, undoes, state, prev_hash, hash)
VALUES (:id, :uid, :at, :coder, :kind, :command, :summary, :tool, :undoes, 'done', :prev_hash, :hash)
