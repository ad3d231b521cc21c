DELETE WHERE { document:viatic-stay-tuned schema:url ?address }
