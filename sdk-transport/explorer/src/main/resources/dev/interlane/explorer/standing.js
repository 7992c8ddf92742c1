// Where a message stands: a word, a colour of the style sheet and a shape, so that no one needs the colour. Hollow shapes are under way.
// Shapes are SVG paths in a box of 16 by 16, drawn by the list and by the picture alike.
const STANDINGS = {
  ACCEPTED: {word: 'accepted', says: 'journaled, in no block yet', path: 'M8 4.5a3.5 3.5 0 1 0 .01 0z', solid: false},
  DISPATCHED: {word: 'dispatched', says: 'in a block of the origin', path: 'M3 3l10 5-10 5z', solid: false},
  PROVEN: {word: 'proven', says: 'the proof passed our own check', path: 'M8 1.5L14.5 8 8 14.5 1.5 8z', solid: false},
  DELIVERED: {word: 'delivered', says: 'in a block of the destination, not final yet', path: 'M3 3h10v10H3z', solid: false},
  PARKED: {word: 'parked', says: 'a person is needed', path: 'M3 2h3.6v12H3zM9.4 2H13v12H9.4z', solid: true},
  EXECUTED: {word: 'executed', says: 'executed for good', path: 'M8 2a6 6 0 1 0 .01 0z', solid: true},
  FAILED: {word: 'failed', says: 'the destination recorded a final failure', path: 'M2.5 2.5h11v11h-11z', solid: true},
  EXPIRED: {word: 'expired', says: 'its time was over', path: 'M2.5 1.5h11L8 8l5.5 6.5h-11L8 8z', solid: true},
  CANCELLED: {word: 'cancelled', says: 'taken back', path: 'M1.5 6.2h13v3.6h-13z', solid: true},
  UNDELIVERED: {word: 'undelivered', says: 'we stopped trying, still watched', path: 'M3.8 1.6L8 5.8l4.2-4.2 2.2 2.2L10.2 8l4.2 4.2-2.2 2.2L8 10.2l-4.2 4.2-2.2-2.2L5.8 8 1.6 3.8z', solid: true},
  ORPHANED: {word: 'orphaned', says: 'executed, and its dispatch is gone', path: 'M8 1l7 13H1z', solid: true},
};
const STANDING_NAMES = Object.keys(STANDINGS);
