import { expect, test } from '@jest/globals';
import { pick, randomOf } from '../../domain/random.js';

const first = (seed: number, n: number) => {
  const random = randomOf(seed);
  return Array.from({ length: n }, random);
};

test('one seed gives one stream, the same on every machine', () => {
  expect(first(1, 3)).toEqual([0.6270739405881613, 0.002735721180215478, 0.5274470399599522]);
  expect(first(1, 100)).toEqual(first(1, 100));
});

test('two seeds give two streams', () => {
  expect(first(1, 10)).not.toEqual(first(2, 10));
});

test('numbers lie in [0, 1) and spread evenly enough to draw from', () => {
  const random = randomOf(7);
  const drawn = Array.from({ length: 10_000 }, () => pick(random, 10));
  for (let digit = 0; digit < 10; digit += 1) {
    const times = drawn.filter((one) => one === digit).length;
    expect(times).toBeGreaterThan(850);
    expect(times).toBeLessThan(1150);
  }
});
