// A further worker of an installation of the chaos: it stands where the supervisor's own does.
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { instancePlace } from './instance-place.mjs';
import { distDir } from './project.mjs';

Object.assign(process.env, instancePlace());
await import(pathToFileURL(join(distDir, 'worker/main.js')).href);
