package dev.interlane.codec.fuzz;

import java.io.IOException;
import java.io.InputStream;
import net.bytebuddy.jar.asm.ClassReader;
import net.bytebuddy.jar.asm.ClassVisitor;
import net.bytebuddy.jar.asm.ClassWriter;
import net.bytebuddy.jar.asm.Label;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;
import net.bytebuddy.jar.asm.Type;
import org.jspecify.annotations.Nullable;

/**
 * Loads the project's classes a second time, with their steps counted. Unlike a clock the count is
 * the same on every machine, under any load.
 */
final class CountedClasses extends ClassLoader {
  private static final String COUNTED = "dev.interlane.";
  private static final String COUNTER = Type.getInternalName(StepCounter.class);

  CountedClasses() {
    super(CountedClasses.class.getClassLoader());
  }

  @Override
  protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
    if (!name.startsWith(COUNTED) || name.equals(StepCounter.class.getName())) {
      return super.loadClass(name, resolve);
    }
    synchronized (getClassLoadingLock(name)) {
      Class<?> loaded = findLoadedClass(name);
      return loaded == null ? findClass(name) : loaded;
    }
  }

  @Override
  protected Class<?> findClass(String name) throws ClassNotFoundException {
    try (InputStream file = getResourceAsStream(name.replace('.', '/') + ".class")) {
      if (file == null) {
        throw new ClassNotFoundException(name);
      }
      ClassReader reader = new ClassReader(file.readAllBytes());
      ClassWriter writer = new ClassWriter(reader, ClassWriter.COMPUTE_MAXS);
      reader.accept(new Counting(writer), 0);
      byte[] counted = writer.toByteArray();
      return defineClass(name, counted, 0, counted.length);
    } catch (IOException unreadable) {
      throw new ClassNotFoundException(name, unreadable);
    }
  }

  private static final class Counting extends ClassVisitor {
    Counting(ClassVisitor next) {
      super(Opcodes.ASM9, next);
    }

    @Override
    public @Nullable MethodVisitor visitMethod(
        int access,
        String name,
        String descriptor,
        @Nullable String signature,
        String @Nullable [] exceptions) {
      MethodVisitor next = super.visitMethod(access, name, descriptor, signature, exceptions);
      return new MethodVisitor(Opcodes.ASM9, next) {
        @Override
        public void visitCode() {
          super.visitCode();
          count(this);
        }

        @Override
        public void visitJumpInsn(int opcode, Label label) {
          count(this);
          super.visitJumpInsn(opcode, label);
        }
      };
    }

    private static void count(MethodVisitor code) {
      code.visitFieldInsn(Opcodes.GETSTATIC, COUNTER, "steps", "J");
      code.visitInsn(Opcodes.LCONST_1);
      code.visitInsn(Opcodes.LADD);
      code.visitFieldInsn(Opcodes.PUTSTATIC, COUNTER, "steps", "J");
    }
  }
}
