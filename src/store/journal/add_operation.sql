-- Adds an operation, after its rows.
INSERT INTO operation (id, uid, at, coder, kind, command, summary, tool, undoes, continues, state, prev_hash, hash)
VALUES (:id, :uid, :at, :coder, :kind, :command, :summary, :tool, :undoes, :continues, 'done', :prev_hash, :hash)
