/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The hues of labels and columns, as server/model/kinds.c has them; each is also the name of a CSS class. */
#define OFFICE_N_HUES 8

const char *office_hue_get_name (guint index);  /* "blue" …; over and over, so that neighbours differ */
const char *office_hue_get_title (guint index); /* what people call it, translated */

G_END_DECLS
