INSERT DATA { milestone:stay-tuned-final-event st:inPhase phase:other-network-1 }
