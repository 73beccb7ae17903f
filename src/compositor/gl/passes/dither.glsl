// What to add to a colour of 0..1 before it is rounded to 8 bits: up to half a code, by an 8x8
// pattern (Bayer 1973), so that slow slopes have no bands. The same as in dither.ts.
float dither(ivec2 at) {
  int across = at.x ^ at.y;
  int rank = 0;
  for (int bit = 0; bit < 3; bit++)
    rank = (rank << 2) | (((across >> bit) & 1) << 1) | ((at.y >> bit) & 1);
  return ((float(rank) + 0.5) / 64.0 - 0.5) / 255.0;
}
