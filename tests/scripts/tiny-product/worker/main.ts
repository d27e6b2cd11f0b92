const alive = setInterval(() => undefined, 60_000);

function end(): void {
  clearInterval(alive);
  if (process.connected) process.disconnect();
}

process.on('SIGTERM', end);
process.on('disconnect', end);
process.send?.({ ready: true });
