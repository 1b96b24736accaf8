/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* A stream over another one, of which it looks at what comes in or goes out; to close it closes that one. For subclasses. */
#define OFFICE_TYPE_FILTER_STREAM (office_filter_stream_get_type ())
G_DECLARE_DERIVABLE_TYPE (OfficeFilterStream, office_filter_stream, OFFICE, FILTER_STREAM, GIOStream)

struct _OfficeFilterStreamClass {
  GIOStreamClass parent_class;

  void (*closing) (OfficeFilterStream *self); /* nullable: before it is closed, either way */
};

void office_filter_stream_set (OfficeFilterStream *self, GIOStream *base, GInputStream *input,
                               GOutputStream *output); /* once */

G_END_DECLS
