/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define OFFICE_DRAG_EDGE  48 /* pixels: so near to an edge it scrolls while something is dragged */
#define OFFICE_DRAG_SPEED 14 /* pixels a frame, at the very edge */

/* -1 to 1: how deep something that is dragged is in the edge of that side; 0 between them */
static inline double
office_drag_edge_get_depth (double at, double size)
{
  double depth = 0;

  if (at < OFFICE_DRAG_EDGE)
    depth = (at - OFFICE_DRAG_EDGE) / OFFICE_DRAG_EDGE;
  else if (at > size - OFFICE_DRAG_EDGE)
    depth = (at - size + OFFICE_DRAG_EDGE) / OFFICE_DRAG_EDGE;
  return CLAMP (depth, -1, 1);
}

G_END_DECLS
