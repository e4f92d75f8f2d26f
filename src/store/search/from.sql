-- Was it published on this date or later, as far as both dates are known?
(substr(document.published, 1, length(:value ->> '$')) >= substr(:value ->> '$', 1, length(document.published)))
