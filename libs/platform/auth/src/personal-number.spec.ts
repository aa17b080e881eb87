import { holdsPersonalNumber } from './personal-number.js';

describe('what looks like a personal number', () => {
  it.each([
    '13800138000',
    '联系人 13800138000。',
    '138-0013-8000',
    '138 0013 8000',
    '+86 13800138000',
    '008613800138000',
    '１３８００１３８０００',
    '110101199003077758',
    '11010119900307775X',
    '身份证110101199003077758',
    '110101900307775',
    'c1837354-1287-8873-9f42-a121d8f41311 13800138000',
    '1380013-8000',
  ])('%s is found', (text) => {
    expect(holdsPersonalNumber(text)).toBe(true);
  });

  it.each([
    '某文明〔2019〕3号',
    '12345',
    '4321 人次',
    '2021-03-05T01:30:00Z',
    '91150200MA0GXXXX1X',
    'sha256:9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08',
    '0b2a81a1-da31-4daa-a59f-cf34a877b2fc',
    'c1837354-1287-8873-9f42-a121d8f41311',
    'units.unit-c1837354-1287-8873-9f42-a121d8f41311',
    'a1668117-0147-8135-ac6f-02f706e49f60:2021-Q1',
    '4bf13800138000a6a3ce929d0e0e4736',
    'sha256:9f13800138000c659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08',
    '12800138000',
    '0355-2021234',
  ])('%s is none', (text) => {
    expect(holdsPersonalNumber(text)).toBe(false);
  });
});
