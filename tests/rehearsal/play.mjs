// Plays one rehearsal on servers that run already: node play.mjs '{"file": …}'; its result goes to standard output.
import { rehearse } from '../../dist/cli/rehearse.js';

const options = JSON.parse(process.argv[2]);
const result = await rehearse({ ...options, log: (line) => process.stderr.write(`${line}\n`) });
process.stdout.write(JSON.stringify(result));
