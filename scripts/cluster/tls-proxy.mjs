// nginx with TLS before two APIs, as operators put it there; its certificate is made for this run alone.
import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { startPart } from './part.mjs';

/** A certificate for 127.0.0.1 that lives a day, with its key, as files in `dir`. */
export function makeCertificate({ openssl, dir }) {
  mkdirSync(dir, { recursive: true });
  const files = { key: join(dir, 'key.pem'), certificate: join(dir, 'certificate.pem') };
  execFileSync(
    openssl,
    [
      ...['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes'],
      ...['-days', '1', '-subj', '/CN=dondoc cluster', '-addext', 'subjectAltName=IP:127.0.0.1'],
      ...['-keyout', files.key, '-out', files.certificate],
    ],
    { stdio: 'ignore' },
  );
  return files;
}

/** Starts nginx on `port`; what cannot be handed to one API is handed to the other. */
export async function startTlsProxy({ nginx, dir, port, apiPorts, certificate, key, log }) {
  mkdirSync(dir, { recursive: true });
  for (const name of ['body', 'proxy', 'fastcgi', 'uwsgi', 'scgi']) {
    mkdirSync(join(dir, name), { recursive: true });
    // Its children run under an account of their own when root starts it.
    chmodSync(join(dir, name), 0o777);
  }
  const config = join(dir, 'nginx.conf');
  writeFileSync(config, proxyConfig({ dir, port, apiPorts, certificate, key }));
  return await startPart({
    name: 'proxy',
    program: nginx,
    args: ['-c', config, '-p', dir, '-e', join(dir, 'error.log')],
    cwd: dir,
    dir,
    log,
  });
}

function proxyConfig({ dir, port, apiPorts, certificate, key }) {
  const folders = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map(
    (name) => `  ${name}_temp_path ${join(dir, name === 'client_body' ? 'body' : name)};`,
  );
  return `daemon off;
worker_processes 1;
pid ${join(dir, 'nginx.pid')};
error_log ${join(dir, 'error.log')} warn;
events { worker_connections 1024; }
http {
  access_log off;
${folders.join('\n')}
  client_max_body_size 64m;
  upstream dondoc {
${apiPorts.map((one) => `    server 127.0.0.1:${one} max_fails=1 fail_timeout=1s;`).join('\n')}
  }
  server {
    listen 127.0.0.1:${port} ssl;
    ssl_certificate ${certificate};
    ssl_certificate_key ${key};
    location / {
      proxy_pass http://dondoc;
      proxy_http_version 1.1;
      proxy_set_header Connection "";
      proxy_set_header Host $http_host;
      proxy_set_header X-Forwarded-For $proxy_add_x_forwarded_for;
      proxy_set_header X-Forwarded-Proto https;
      # A request that never reached an API is given to the other; one that may have been heard is not sent twice.
      proxy_next_upstream error timeout;
      proxy_connect_timeout 2s;
      proxy_read_timeout 60s;
    }
  }
}
`;
}
