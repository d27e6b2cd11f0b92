import { createServer } from 'node:net';
import type { AddressInfo, Socket } from 'node:net';

/** A mail in a folder of the server. */
interface Kept {
  readonly uid: number;
  readonly raw: string;
}

/** A mailbox server on loopback that knows what we say to one, and keeps what it was told. */
export interface ImapServer {
  readonly port: number;
  readonly folders: Map<string, Kept[]>;
  /** Commands with their arguments, passwords aside. */
  readonly heard: string[];
  /** Logins so far. */
  logins(): number;
  /** Numbers all mails anew (RFC 9051 2.3.1.1). */
  renumber(): void;
  deliver(raw: string): void;
  /** Cuts every line. */
  cut(): void;
  /** Answers to commands otherwise; null: says nothing at all. */
  answers: Record<string, string | null>;
  close(): Promise<void>;
}

/** Starts a server with one account, `dondoc` with the password `right`. */
export async function startImapServer(): Promise<ImapServer> {
  const folders = new Map<string, Kept[]>([['INBOX', []]]);
  const sockets = new Set<Socket>();
  const heard: string[] = [];
  const state = { logins: 0, validity: 7, next: 1 };
  const selectedBy = new Map<Socket, string>();

  const inbox = (socket: Socket): Kept[] => folders.get(selectedBy.get(socket) ?? '') ?? [];
  const reply = (socket: Socket, name: string, args: string): string => {
    switch (name) {
      case 'CAPABILITY':
        return '* CAPABILITY IMAP4rev1 MOVE UIDPLUS\r\n';
      case 'LOGIN': {
        const isRight = /^"?dondoc"? "?right"?$/.test(args);
        state.logins += isRight ? 1 : 0;
        return isRight ? '' : 'NO [AUTHENTICATIONFAILED] Invalid credentials';
      }
      case 'LIST':
        return args.endsWith('""')
          ? '* LIST (\\Noselect) "/" ""\r\n'
          : [...folders.keys()].map((path) => `* LIST () "/" "${path}"\r\n`).join('');
      case 'CREATE': {
        const path = args.replaceAll('"', '');
        if (folders.has(path)) return 'NO [ALREADYEXISTS] it is there';
        folders.set(path, []);
        return '';
      }
      case 'SELECT':
      case 'EXAMINE': {
        selectedBy.set(socket, args.split(' ')[0]?.replaceAll('"', '') ?? '');
        return `* FLAGS (\\Seen \\Deleted)\r\n* ${String(inbox(socket).length)} EXISTS\r\n* OK [UIDVALIDITY ${String(state.validity)}] ok\r\n* OK [UIDNEXT ${String(state.next)}] ok\r\n`;
      }
      case 'UID SEARCH':
        return `* SEARCH ${inbox(socket)
          .map(({ uid }) => String(uid))
          .join(' ')}\r\n`;
      case 'UID FETCH': {
        const wanted = numbersIn(args.split(' ')[0] ?? '');
        const most = Number(/<0\.(\d+)>/.exec(args)?.[1] ?? Infinity);
        return inbox(socket)
          .map(({ uid, raw }, nth) => {
            const bytes = Buffer.from(raw).subarray(0, most).toString('latin1');
            return wanted.has(uid)
              ? `* ${String(nth + 1)} FETCH (UID ${String(uid)} BODY[]<0> {${String(bytes.length)}}\r\n${bytes})\r\n`
              : '';
          })
          .join('');
      }
      case 'UID MOVE': {
        const [set = '', path = ''] = args.split(' ');
        const wanted = numbersIn(set);
        const here = inbox(socket);
        const moved = here.filter(({ uid }) => wanted.has(uid));
        folders.get(path.replaceAll('"', ''))?.push(...moved);
        folders.set(
          selectedBy.get(socket) ?? '',
          here.filter(({ uid }) => !wanted.has(uid)),
        );
        return moved.map((one) => `* ${String(here.indexOf(one) + 1)} EXPUNGE\r\n`).join('');
      }
      default:
        return '';
    }
  };
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => undefined);
    socket.on('close', () => {
      sockets.delete(socket);
    });
    socket.write('* OK ready\r\n');
    let rest = '';
    socket.on('data', (chunk) => {
      rest += chunk.toString('latin1');
      for (let end = rest.indexOf('\r\n'); end >= 0; end = rest.indexOf('\r\n')) {
        const line = rest.slice(0, end);
        rest = rest.slice(end + 2);
        const [tag = '', ...words] = line.split(' ');
        const name = (
          words[0] === 'UID' ? words.splice(0, 2).join(' ') : (words.shift() ?? '')
        ).toUpperCase();
        const args = words.join(' ');
        heard.push(name === 'LOGIN' ? name : `${name} ${args}`.trim());
        if (name in started.answers && started.answers[name] === null) continue;
        const said = started.answers[name] ?? reply(socket, name, args);
        const refused = /^(NO|BAD) /.test(said);
        socket.write(refused ? `${tag} ${said}\r\n` : `${said}${tag} OK done\r\n`, 'latin1');
        if (name === 'LOGOUT') socket.end();
      }
    });
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const started: ImapServer = {
    port: (server.address() as AddressInfo).port,
    folders,
    heard,
    logins: () => state.logins,
    renumber: () => {
      state.validity += 1;
    },
    deliver: (raw) => {
      folders.get('INBOX')?.push({ uid: state.next, raw });
      state.next += 1;
    },
    cut: () => {
      for (const socket of sockets) socket.destroy();
    },
    answers: {},
    close: async () => {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => {
        server.close(resolve);
      });
    },
  };
  return started;
}

function numbersIn(set: string): ReadonlySet<number> {
  return new Set(
    set.split(',').flatMap((part) => {
      const [from = 0, to = from] = part.split(':').map(Number);
      return Array.from({ length: to - from + 1 }, (_, nth) => from + nth);
    }),
  );
}
