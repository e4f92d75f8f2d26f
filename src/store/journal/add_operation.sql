-- Opens an operation; its summary and hash are filled in when it is done.
INSERT INTO operation (id, uid, at, coder, kind, command, summary, tool, undoes, state, prev_hash, hash)
VALUES (:id, :uid, :at, :coder, :kind, :command, '', :tool, :undoes, 'done', :prev_hash, :hash)
