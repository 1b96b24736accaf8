/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/* Random bytes as they must be injectable. The system's come from the kernel and are fit for secrets. */
#define OFFICE_TYPE_RANDOM (office_random_get_type ())
G_DECLARE_DERIVABLE_TYPE (OfficeRandom, office_random, OFFICE, RANDOM, GObject)

struct _OfficeRandomClass {
  GObjectClass parent_class;

  void (*fill) (OfficeRandom *self, guint8 *bytes, gsize length);
};

void office_random_fill (OfficeRandom *self, guint8 *bytes, gsize length); /* any thread */
guint64 office_random_integer (OfficeRandom *self);
guint64 office_random_between (OfficeRandom *self, guint64 low, guint64 high); /* both included, without bias */
char *office_random_token (OfficeRandom *self, gsize n_bytes);                /* base64url without padding; transfer full */

OfficeRandom *office_system_random_new (void);

G_END_DECLS
