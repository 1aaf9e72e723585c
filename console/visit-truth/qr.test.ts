// The square on a door card, held to one that a reader has read.
import { expect, test } from 'vitest'
import { squareOf } from './qr.ts'

test('the square of 000 5724 is the one a QR reader reads as these digits', () => {
  expect(squareOf('0005724').map(row => row.map(dark => (dark ? '#' : '.')).join(''))).toEqual([
    '#######.....#.#######',
    '#.....#.#####.#.....#',
    '#.###.#.....#.#.###.#',
    '#.###.#..####.#.###.#',
    '#.###.#.#.###.#.###.#',
    '#.....#...##..#.....#',
    '#######.#.#.#.#######',
    '.........##..........',
    '#.#.#.#...#.#...#..#.',
    '##...#.#.###.#.#.###.',
    '#..#.####..#.###..#.#',
    '..........####.##.##.',
    '##.##.#.##.#.###.#..#',
    '........#.#...#..#.#.',
    '#######..#..#...####.',
    '#.....#...#...#..#...',
    '#.###.#.#...#.#.#.#.#',
    '#.###.#..###.#.#.#.#.',
    '#.###.#.#..#.###..#.#',
    '#.....#...####.###...',
    '#######.####.###..#.#',
  ])
})

test('other digits make another square with the same corners', () => {
  const [one, other] = [squareOf('0005724'), squareOf('1234560')]
  expect(one).not.toEqual(other)
  const corner = (cells: boolean[][]) => cells.slice(0, 7).map(row => row.slice(0, 7))
  expect(corner(one)).toEqual(corner(other))
})
