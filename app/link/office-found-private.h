/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "office-finder.h"

G_BEGIN_DECLS

OfficeFound *office_found_new_from_answer (GVariant *answer); /* of ResolveService; NULL where it is not sound */
guint office_found_get_rank (OfficeFound *self);              /* of its address; the smaller the better */
gboolean office_found_equal (OfficeFound *self, OfficeFound *other);

#define OFFICE_FOUND_ANSWER_TYPE "(iissssisqaayu)"

G_END_DECLS
