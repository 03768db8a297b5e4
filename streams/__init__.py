"""The Kafka side of détente: topics, offsets, time and the shapes of records. No rule about news."""
