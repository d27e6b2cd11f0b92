import { createServer } from 'node:http';

let stuck = false;

// Answers with what it was told, dies when asked to, or answers no more.
const server = createServer((request, response) => {
  if (request.url === '/die') process.exit(3);
  if (stuck) return;
  stuck = request.url === '/stick';
  const told = ['TEMPORAL_ADDRESS', 'SMTP_URL', 'PUBLIC_URL', 'INSTANCE_ID'].map((name) => [
    name,
    process.env[name],
  ]);
  response.setHeader('connection', 'close');
  response.end(JSON.stringify({ pid: process.pid, ...Object.fromEntries(told) }));
});

function end(): void {
  server.close();
  server.closeAllConnections();
  if (process.connected) process.disconnect();
}

process.on('SIGTERM', end);
process.on('disconnect', end);
server.listen(Number(process.env['PORT']), process.env['HOST'], () => {
  process.send?.({ ready: true });
});
