/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What a page in the web says of itself, by its title, and by what it has for others that show it (Open Graph). */
typedef struct {
  char *site;        /* its name, or the host's */
  char *title;       /* nullable, as below: one line, not cleaned of what deceives */
  char *description;
  char *image_address;
  GBytes *image;     /* a file; of a kind that nobody has looked at */
} OfficePreview;

OfficePreview *office_preview_new (void);
void office_preview_free (OfficePreview *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (OfficePreview, office_preview_free)

/* Reads the beginning of a page; charset: nullable, what the server says it is in. */
void office_preview_read_page (OfficePreview *self, const char *html, gsize length, const char *charset);

G_END_DECLS
