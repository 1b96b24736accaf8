/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* `office --digest [OFFICE]`: what tells whether this desk's books and their hosts' are equal. Returns the exit status. */
int office_desk_digest_main (int argc, char **argv);

G_END_DECLS
