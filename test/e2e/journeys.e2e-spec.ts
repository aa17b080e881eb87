import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import './journeys/activity.js';
import './journeys/circulation-notice.js';
import './journeys/criticism-list.js';
import './journeys/cycle.js';
import './journeys/dissolved-unit.js';
import './journeys/notice-draft.js';
import './journeys/score.js';
import './journeys/summary.js';
import './journeys/title.js';
import './journeys/unit.js';

it('every journey is among them', () => {
  const imported = readFileSync(__filename, 'utf8').matchAll(/^import '\.\/journeys\/(.+)\.js';$/gm);
  const files = readdirSync(join(__dirname, 'journeys')).filter((file) => file !== 'server.ts');
  expect([...imported].map(([, name]) => `${name}.ts`)).toEqual(files.sort());
});
